/** Who is who at Fernhollow Freight. Everything here is made up. */

export const MANAGEMENT = '111122223333';
export const SECURITY = '222233334444';
export const LOG_ARCHIVE = '333344445555';
export const NETWORK = '444455556666';
export const SHARED_SERVICES = '555566667777';
export const ORDERS_PROD = '666677778888';
export const PAYMENTS_PROD = '777788889999';
export const DATA_PROD = '888899990000';
export const ORDERS_DEV = '999900001111';
export const ORDERS_STAGING = '101020203030';
export const DATA_DEV = '121234345656';
export const SANDBOX = '131335355757';

/** In the organization, not collected: one is suspended, one has only just been bought. */
export const LEGACY_WEB = '141436365858';
export const BRINDLECOTE = '161638387979';

/** Outside the organization: a vendor that does it right, one that does not, and a partner. */
export const OSTREL_MONITORING = '232345456767';
export const PAKKOLY_TRACKING = '252547476969';
export const TARNBECK_CUSTOMS = '272749497171';

export const ORGANIZATION_ID = 'o-fernhollow1';
export const REGION = 'eu-west-1';
