import { displayName } from '../principal/describe.ts';

/** A name for a node of which only the id is at hand: `role/team/Deployer` → `Deployer`. */
export function shortName(nodeId: string): string {
  if (nodeId === 'public:*') return displayName({ kind: 'PUBLIC', name: '*', vendor: null });
  if (nodeId.startsWith('federated:')) return nodeId.split('#')[1] ?? nodeId.split('/').at(-1)!;
  if (nodeId.startsWith('arn:')) return displayName({ kind: 'ROLE', name: nodeId.split('/').at(-1)!, vendor: null });
  const name = nodeId.slice(nodeId.indexOf(':') + 1);
  return nodeId.startsWith('service:') ? displayName({ kind: 'SERVICE', name, vendor: null }) : name;
}
