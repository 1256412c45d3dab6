import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apply, revert, type Step } from './queries.ts';

/** A change that a person has asked for, and what came of it. */
export interface Action {
  readonly apply: (token: string) => void;
  readonly revert: (id: string) => void;
  readonly pending: boolean;
  readonly error: Error | null;
  /** The last step of it; null until it is done. */
  readonly done: Step | null;
  /** Makes the plan anew, and forgets what came of the last. */
  readonly planAgain: () => void;
}

export function useAction(onPlanAgain: () => void): Action {
  const queries = useQueryClient();
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (wanted: { readonly token: string } | { readonly id: string }) =>
      'token' in wanted ? apply(wanted.token) : revert(wanted.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['remediation history'] }),
  });
  return {
    apply: (token) => mutate({ token }),
    revert: (id) => mutate({ id }),
    pending: isPending,
    error,
    done: data ?? null,
    planAgain: () => {
      reset();
      onPlanAgain();
    },
  };
}
