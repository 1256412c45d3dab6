import { type History, type Planned, recordPlan } from '../../resolve/index.ts';
import { StoreError } from '../../store/index.ts';
import { note } from '../output/streams.ts';

/** Keeps that a plan was shown. Where the store cannot be written it is worth showing all the same. */
export async function keepPlan(history: History, plan: Planned): Promise<void> {
  try {
    await recordPlan(history, plan);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    note(`The plan is not in the history: ${error.message}`);
  }
}
