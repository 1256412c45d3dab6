import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ProxyAgent } from 'proxy-agent';

export interface ConnectionOptions {
  /** How many connections are open at once. */
  readonly connections: number;
  /** How long an answer may take before it is asked for again, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The connections that all clients share: kept open, through the proxy that the environment names, with time-outs, and
 * closed in the middle of an answer when the signal says so.
 */
export class Connections extends NodeHttpHandler {
  readonly #signal: AbortSignal | undefined;

  constructor({ connections, timeout, signal }: ConnectionOptions) {
    const options = { keepAlive: true, maxSockets: connections };
    const proxied = hasProxy();
    super({
      // On a connection that is used again, requests without TLS would no longer be in the form that a proxy wants.
      httpAgent: proxied ? new ProxyAgent({ ...options, keepAlive: false }) : options,
      httpsAgent: proxied ? new ProxyAgent(options) : options,
      connectionTimeout: Math.min(timeout, 5000),
      socketTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
    });
    this.#signal = signal;
  }

  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    return super.handle(request, this.#signal === undefined ? options : { ...options, abortSignal: this.#signal });
  }
}

const hasProxy = (): boolean =>
  Object.entries(process.env).some(([name, value]) => /^(https?|all)_proxy$/i.test(name) && value);
