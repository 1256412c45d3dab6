import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../store/neo4j/cypher/refusal.ts';

describe('a Cypher query that is let through', () => {
  it.each([
    'MATCH (r:Role) RETURN r',
    'match (r:Role {id: $id})<-[:CAN_ASSUME*1..10]-(p) return distinct p.id;',
    'OPTIONAL MATCH (r:Role) RETURN r // CREATE (n)',
    'UNWIND [1, 2] AS x WITH x WHERE x > 1. RETURN x /* LOAD CSV */',
    `RETURN 'CREATE', "it's; MERGE", 'it\\'s; DELETE' AS text`,
    'MATCH (n) WHERE n.set = 1 AND n.`CREATE` = 2 RETURN n.call, n.use, $delete',
    'MATCH (n:Create)-[:SET]->(:`Load CSV`) RETURN n',
    'RETURN {`set`: 1} AS `DELETE ``it`` all`',
    'CALL db.labels()',
    'CALL db . `labels` () YIELD label RETURN label',
    'CALL { MATCH (r:Role) RETURN count(r) AS roles } RETURN roles',
    'MATCH (r:Role) CALL (r) { MATCH (r)<-[h:CAN_ASSUME]-() RETURN count(h) AS hops } RETURN r.id, hops',
    'MATCH (r:Role) WHERE EXISTS { (r)<-[:CAN_ASSUME]-(:Public) } RETURN r',
    'MATCH p = ((:User)-[:CAN_ASSUME]->(:Role)){1,3} RETURN p;  // the end',
  ])('%s', (query) => expect(refusal(query)).toBeNull());
});

describe('a Cypher query that is refused', () => {
  it.each([
    ['writes', 'CREATE (n)', /begins with/],
    ['writes after reading', 'MATCH (n) SET n.x = 1', /SET writes/],
    ['writes in another case', 'match (n) dEtAcH delete n', /DETACH writes/],
    ['merges', 'MATCH (n) MERGE (m:Role {id: n.id})', /MERGE writes/],
    ['removes', 'MATCH (n) REMOVE n:Role', /REMOVE writes/],
    ['writes in a loop', 'MATCH (n) WITH collect(n) AS ns FOREACH (n IN ns | SET n.x = 1)', /FOREACH writes/],
    ['writes in a subquery', 'CALL { CREATE (n) RETURN n } RETURN n', /CREATE writes/],
    ['writes after a comment', 'MATCH (n) /* a */ DELETE /* b */ n', /DELETE writes/],
    ['hides behind a comment’s end', 'MATCH (n) // comment\rDELETE n', /DELETE writes/],
    ['hides behind a string’s end', `MATCH (n {x: 'a\\\\'}) DELETE n //'`, /DELETE writes/],
    ['hides behind a name’s end', 'MATCH (`a```) DELETE n //`', /DELETE writes/],
    ['hides behind a number', 'MATCH (n) WHERE n.x > 1. DELETE n', /DELETE writes/],
    ['drops', 'DROP INDEX Role_id', /begins with/],
    ['reads files', `LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line`, /begins with/],
    [
      'reads files later',
      `WITH 1 AS x LOAD /**/ CSV FROM 'file:///etc/passwd' AS line RETURN line`,
      /LOAD CSV reads files/,
    ],
    ['calls a procedure', `CALL dbms.listConfig()`, /dbms\.listConfig is not one of/],
    ['calls a procedure in backticks', 'CALL `apoc`.`load`.json("http://x")', /apoc\.load\.json is not one of/],
    [
      'calls a procedure on a new line',
      'MATCH (n) CALL\n\tdb.create.setNodeVectorProperty(n, "x", [1])',
      /is not one of/,
    ],
    [
      'calls a procedure in a subquery',
      'CALL { CALL dbms.killTransaction("x") YIELD message RETURN message } RETURN 1',
      /is not one of/,
    ],
    ['calls nothing', 'CALL', /is not one of/],
    ['commits in batches', 'MATCH (n) CALL { WITH n RETURN 1 AS x } IN TRANSACTIONS RETURN x', /IN TRANSACTIONS/],
    ['turns to another database', 'CALL { USE system MATCH (n) RETURN n } RETURN n', /USE turns/],
    ['begins with USE', 'USE system MATCH (n) RETURN n', /begins with/],
    ['is two statements', 'MATCH (n) RETURN n; MATCH (m) RETURN m', /One statement/],
    ['is two statements, one empty', 'MATCH (n) RETURN n;;', /One statement/],
    ['shows users', 'SHOW USERS', /begins with/],
    ['is only explained', 'EXPLAIN MATCH (n) RETURN n', /begins with/],
    ['chooses a runtime', 'CYPHER runtime=slotted MATCH (n) RETURN n', /begins with/],
    ['is empty', ' // nothing', /begins with/],
    ['escapes a quote', `RETURN '\\u0027 MATCH (n) DETACH DELETE n //'`, /escape/],
    ['escapes a keyword', 'MATCH (n) \\u0044ELETE n', /escape/],
    ['has a string without end', `RETURN 'a`, /does not end/],
    ['has a comment without end', 'RETURN 1 /* a', /does not end/],
    ['has a name without end', 'MATCH (`n) RETURN 1', /does not end/],
    ['has an invisible character', 'MATCH (n) DE\u200dLETE n', /cannot be seen/],
  ])('%s', (_, query, why) => expect(refusal(query)).toMatch(why));

  it('says how to write a name that looks like a keyword', () => {
    expect(refusal('MATCH (set) RETURN set')).toMatch(/goes in backticks/);
  });

  it('is refused whatever comments, strings and spaces stand around its keyword', () => {
    const filler = fc.constantFrom(' ', '\n', '/* CALL { */', '// "\n', `'a' `, '`n` ', '1.5 ', '"\\"" ', '[1..2] ');
    const around = fc.array(filler).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        around,
        around,
        fc.constantFrom('CREATE', 'delete', 'Merge', 'LOAD/**/CSV', 'USE'),
        (before, after, word) => {
          expect(refusal(`MATCH (n) ${before} ${word} ${after} n`)).not.toBeNull();
        },
      ),
    );
  });
});
