/** The whole state of the page, as it stands in the URL. */
export interface Route {
  /** With `to`: the paths between them. Alone: what it can reach. A reference to a principal, as the API takes it. */
  readonly from: string | null;
  /** Alone: who can reach it. */
  readonly to: string | null;
  readonly as: 'graph' | 'table';
  readonly maxHops: number | null;
  /** Only what is reached whatever the context is. */
  readonly allowed: boolean;
  /** Only sources outside the organization. */
  readonly outside: boolean;
  /** Also hops that bring nobody nearer. */
  readonly detours: boolean;
  /** Bundles that are opened. */
  readonly open: readonly string[];
  /** Which of the paths is followed; from 0. */
  readonly path: number;
  /** The page of what is reachable from outside, instead of a question. */
  readonly external: boolean;
  /** There: beside what Access Analyzer reports. */
  readonly compare: boolean;
  /** The zone of trust: accounts and units; the organization where there are none. */
  readonly zone: readonly string[];
  readonly by: OutsideKind | null;
  readonly match: FindingMatch | null;
  /** The page of what was used, instead of a question; with `to`, of one role. */
  readonly usage: boolean;
  /** There: which list. */
  readonly show: UsageList;
  /** For how long nobody must have used a hop; 90 days where it is null. */
  readonly days: number | null;
  /** Principals that a reduced trust policy keeps, used or not. */
  readonly keep: readonly string[];
  /** In a picture: what was used of the hops. */
  readonly used: boolean;
  readonly selection: Selection | null;
  /** What is to be done about an access, over what is shown. */
  readonly resolution: Resolution | null;
  /** References to principals that must not lose access by it. */
  readonly breakGlass: readonly string[];
}

/** As the API names them. */
export const OUTSIDE_KINDS = ['ACCOUNT', 'PUBLIC', 'FEDERATED', 'SERVICE'] as const;
export type OutsideKind = (typeof OUTSIDE_KINDS)[number];
export const FINDING_MATCHES = ['BOTH', 'ONLY_ACCESS_ANALYZER', 'ONLY_ROLEREACH'] as const;
export type FindingMatch = (typeof FINDING_MATCHES)[number];

export const USAGE_LISTS = ['roles', 'unused', 'look'] as const;
export type UsageList = (typeof USAGE_LISTS)[number];

/** Node ids. */
export type Selection =
  | { readonly kind: 'principal'; readonly id: string }
  | { readonly kind: 'hop'; readonly from: string; readonly to: string };

/** A finding by its id, or a hop by node ids. */
export type Cut = { readonly finding: string } | { readonly from: string; readonly to: string };

export type Resolution =
  | { readonly kind: 'cut'; readonly cut: Cut }
  | { readonly kind: 'archive'; readonly finding: string };

export const HOME: Route = {
  from: null,
  to: null,
  as: 'graph',
  maxHops: null,
  allowed: false,
  outside: false,
  detours: false,
  open: [],
  path: 0,
  external: false,
  compare: false,
  zone: [],
  by: null,
  match: null,
  usage: false,
  show: 'roles',
  days: null,
  keep: [],
  used: false,
  selection: null,
  resolution: null,
  breakGlass: [],
};

/** @param search as in `location.search`; what does not belong is left out */
export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  return {
    from: query.get('from') || null,
    to: query.get('to') || null,
    as: query.get('as') === 'table' ? 'table' : 'graph',
    maxHops: positive(query.get('hops')),
    allowed: query.has('allowed'),
    outside: query.has('outside'),
    detours: query.has('detours'),
    open: query.getAll('open'),
    path: (positive(query.get('path')) ?? 1) - 1,
    external: query.has('external'),
    compare: query.has('compare'),
    zone: query.getAll('zone'),
    by: OUTSIDE_KINDS.find((kind) => kind === query.get('by')) ?? null,
    match: FINDING_MATCHES.find((match) => match === query.get('match')) ?? null,
    usage: query.has('usage'),
    show: USAGE_LISTS.find((list) => list === query.get('show')) ?? 'roles',
    days: positive(query.get('days')),
    keep: query.getAll('keep'),
    used: query.has('used'),
    selection: parseSelection(query),
    resolution: parseResolution(query),
    breakGlass: query.getAll('glass'),
  };
}

/** The URL of a route: a path with a query. */
export function formatRoute(route: Route): string {
  const { selection } = route;
  const query = [
    ...flag('external', route.external),
    ...flag('usage', route.usage),
    ...entry('show', route.show === 'roles' ? null : route.show),
    ...entry('days', route.days),
    ...flag('compare', route.compare),
    ...route.zone.flatMap((word) => entry('zone', word)),
    ...entry('by', route.by),
    ...entry('match', route.match),
    ...entry('from', route.from),
    ...entry('to', route.to),
    ...entry('as', route.as === 'table' ? 'table' : null),
    ...entry('hops', route.maxHops),
    ...flag('allowed', route.allowed),
    ...flag('outside', route.outside),
    ...flag('detours', route.detours),
    ...flag('used', route.used),
    ...route.keep.flatMap((word) => entry('keep', word)),
    ...route.open.flatMap((key) => entry('open', key)),
    ...entry('path', route.path > 0 ? route.path + 1 : null),
    ...(selection?.kind === 'principal' ? entry('node', selection.id) : []),
    ...(selection?.kind === 'hop' ? [...entry('hop', selection.from), ...entry('hop', selection.to)] : []),
    ...resolutionEntries(route.resolution),
    ...route.breakGlass.flatMap((word) => entry('glass', word)),
  ];
  return query.length === 0 ? '/' : `/?${query.join('&')}`;
}

function parseSelection(query: URLSearchParams): Selection | null {
  const node = query.get('node');
  const [from, to] = query.getAll('hop');
  if (node) return { kind: 'principal', id: node };
  return from && to ? { kind: 'hop', from, to } : null;
}

function parseResolution(query: URLSearchParams): Resolution | null {
  const archive = query.get('archive');
  const [first, to] = query.getAll('cut');
  if (archive) return { kind: 'archive', finding: archive };
  if (!first) return null;
  return { kind: 'cut', cut: to ? { from: first, to } : { finding: first } };
}

function resolutionEntries(resolution: Resolution | null): string[] {
  if (resolution === null) return [];
  if (resolution.kind === 'archive') return entry('archive', resolution.finding);
  const { cut } = resolution;
  return 'finding' in cut ? entry('cut', cut.finding) : [...entry('cut', cut.from), ...entry('cut', cut.to)];
}

const positive = (text: string | null): number | null => (text && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null);

const entry = (name: string, value: string | number | null): string[] =>
  value === null ? [] : [`${name}=${readable(String(value))}`];

const flag = (name: string, on: boolean): string[] => (on ? [name] : []);

/** Encoded, but for what a query may hold as it is: an ARN stays an ARN. */
const readable = (text: string): string => encodeURIComponent(text).replace(/%(?:3A|2F|40|2C)/g, decodeURIComponent);
