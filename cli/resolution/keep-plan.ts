import { changeOfPlan, type History, type Plan, recordPlan } from '../../resolve/index.ts';
import { StoreError } from '../../store/index.ts';
import { note } from '../output/streams.ts';
import { personHere } from './person.ts';

/** Keeps that a plan was shown. Where the store cannot be written it is worth showing all the same. */
export async function keepPlan(history: History, plan: Plan): Promise<void> {
  try {
    await recordPlan(history, changeOfPlan(plan), personHere());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    note(`The plan is not in the history: ${error.message}`);
  }
}
