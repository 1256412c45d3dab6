import { searchFigures } from './searches.ts';
import { tieredTopology } from './tiers.ts';

/** Searches in a graph of the size of 1,000 accounts, whose answers are large; the process sends the figures to its parent. */

const NODES = 220_000;
const EDGES = 1_500_000;
const seed = Number(process.argv[2]);

const targets = Array.from({ length: 20_000 }, (_, index) => index * Math.floor(NODES / 20_000));
process.send!(searchFigures(tieredTopology(NODES, EDGES, seed), targets, seed));
