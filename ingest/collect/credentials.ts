import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import { BadAnswerError } from './failed-call.ts';

/** The credentials of all calls in one account. */
export interface HeldCredentials {
  /** Those that are good now. @throws what says that there are none */
  current(): Promise<AwsCredentialIdentity>;
  /** Gets others for some that AWS says have expired; false where there are no others. */
  renew(expired: AwsCredentialIdentity): Promise<boolean>;
}

type ClientConfig = NonNullable<NonNullable<Parameters<typeof fromIni>[0]>['clientConfig']>;
type Provider = (options: { readonly forceRefresh: boolean }) => Promise<AwsCredentialIdentity>;

/** How long before they expire credentials are asked for again, in milliseconds. */
const BEFORE_EXPIRY = 5 * 60_000;

/**
 * Those that the profile gives, where one is named: nothing else takes its place. Otherwise those of the environment, the
 * configuration or the machine. Asked for again, they may be newer.
 */
export function ownCredentials(profile: string | undefined, clientConfig: ClientConfig): HeldCredentials {
  const chain = fromNodeProviderChain({ clientConfig });
  const provider: Provider = profile === undefined ? chain : fromIni({ profile, clientConfig });
  let held: Promise<AwsCredentialIdentity> | null = null;
  const ask = (forceRefresh: boolean): Promise<AwsCredentialIdentity> => {
    const asked = provider({ forceRefresh });
    asked.catch(() => (held = null)); // the next call tries again
    return (held = asked);
  };
  return {
    async current() {
      const identity = await (held ?? ask(false));
      const left = (identity.expiration?.getTime() ?? Infinity) - Date.now();
      return left > BEFORE_EXPIRY ? identity : ask(false);
    },
    async renew(expired) {
      const { accessKeyId } = await ask(true);
      return accessKeyId !== expired.accessKeyId;
    },
  };
}

export interface RoleToAssume {
  /** With its path, where it has one. */
  readonly name: string;
  readonly externalId?: string | undefined;
  readonly sessionName: string;
}

interface RoleIdentity extends AwsCredentialIdentity {
  /** ARN of the session. */
  readonly assumedAs: string;
}

interface Held {
  readonly identity: Promise<RoleIdentity>;
  /** By `performance.now`. */
  readonly since: number;
}

/** How long credentials of a role are used, in milliseconds: they last an hour unless one asks for another time. */
const LIFETIME = 55 * 60_000;

/**
 * The credentials of a role, and others before they expire. The age of them counts, not the time at which they say that
 * they will: the clock here may be wrong.
 */
export class RoleCredentials implements HeldCredentials {
  readonly #sts: STSClient;
  readonly #command: AssumeRoleCommand;
  #held: Held | null = null;

  constructor(sts: STSClient, arn: string, { externalId, sessionName }: RoleToAssume) {
    this.#sts = sts;
    this.#command = new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    });
  }

  current(): Promise<RoleIdentity> {
    if (this.#held === null || performance.now() - this.#held.since > LIFETIME) {
      const identity = this.#assume();
      const held = { identity, since: performance.now() };
      this.#held = held;
      identity.catch(() => this.#drop(held)); // the next call tries again
    }
    return this.#held.identity;
  }

  async renew(expired: AwsCredentialIdentity): Promise<boolean> {
    const held = this.#held;
    if ((await held?.identity)?.accessKeyId === expired.accessKeyId) this.#drop(held);
    await this.current();
    return true;
  }

  #drop(held: Held | null): void {
    if (this.#held === held) this.#held = null;
  }

  async #assume(): Promise<RoleIdentity> {
    const { Credentials: given, AssumedRoleUser: user } = await this.#sts.send(this.#command);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !user?.Arn)
      throw new BadAnswerError('STS gave no credentials.');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      assumedAs: user.Arn,
    };
  }
}
