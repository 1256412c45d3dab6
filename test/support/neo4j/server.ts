import { startDockerServer } from './docker.ts';
import { givenServer } from './given.ts';
import { startLocalServer } from './local.ts';

/** A Neo4j server that runs, and how to reach it. */
export interface Neo4jServer {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** What it is and where it comes from, for people. */
  readonly description: string;
  stop(): Promise<void>;
}

/**
 * The server that `NEO4J_URI` names, or one of one's own: from Docker where an engine runs, else the real server by
 * Maven. Throws, saying what is missing, where none of these can be had.
 */
export async function startNeo4j(): Promise<Neo4jServer> {
  return (await givenServer()) ?? (await startDockerServer()) ?? (await startLocalServer());
}
