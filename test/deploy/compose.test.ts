import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** docker-compose.yml as far as it can be checked without Docker; start-up.neo4j.test.ts runs the same sequence. */

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const file = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));
const compose = parse(readFileSync(file, 'utf8')) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { neo4j, rolereach } = compose.services as { neo4j: Service; rolereach: Service };
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  test.each(services)('%s publishes ports on the loopback address only', (_name, { ports }) => {
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  test.each(services)(
    '%s takes no password but from the environment, and says so when there is none',
    (_name, service) => {
      const secrets = Object.entries(service.environment).filter(([name]) => /PASSWORD|TOKEN|AUTH/.test(name));
      expect(secrets.length).toBeGreaterThan(0);
      for (const [, value] of secrets) expect(value).toMatch(/^(neo4j\/)?\$\{[A-Z0-9_]+:\?[^}]+\}$/);
    },
  );

  test.each(services)('%s keeps its data in a named volume', (_name, { volumes }) => {
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });

  test('the image of Neo4j is pinned to a release of version 5, Community', () => {
    expect(neo4j.image).toMatch(/^neo4j:5\.\d+\.\d+-community$/);
  });

  test('rolereach starts when Neo4j answers, and presents what Neo4j asks for', () => {
    expect(neo4j.healthcheck!.test.join(' ')).toContain('cypher-shell');
    expect(rolereach.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
    expect(rolereach.environment).toMatchObject({
      ROLEREACH_STORE: 'bolt://neo4j:7687',
      NEO4J_USERNAME: 'neo4j',
      NEO4J_PASSWORD: neo4j.environment['NEO4J_AUTH']!.replace('neo4j/', ''),
    });
  });

  test.skipIf(!hasCompose())('`docker compose config` accepts it, and refuses it without the secrets', () => {
    config({ NEO4J_PASSWORD: 'long-enough', ROLEREACH_TOKEN: 'token' });
    expect(() => config({ ROLEREACH_TOKEN: 'token' })).toThrow(/set NEO4J_PASSWORD/);
  });
});

function config(environment: Readonly<Record<string, string>>): void {
  execFileSync('docker', ['compose', '-f', file, 'config', '--quiet'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: 'pipe',
  });
}

function hasCompose(): boolean {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
