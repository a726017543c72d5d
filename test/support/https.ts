import { type Agent, request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Issued } from '../../src/tls/testing.ts';

export interface HttpsOptions {
  /** The authority that is trusted. */
  readonly ca: string;
  /** The client's certificate. */
  readonly client?: Issued | undefined;
  readonly token?: string | undefined;
  /** Posts this; without it, gets. */
  readonly body?: string;
  /** Keeps connections; without it each request has its own. */
  readonly agent?: Agent;
}

export interface HttpsAnswer {
  readonly status: number | undefined;
  readonly text: string;
  /** The common name of the server's certificate. */
  readonly name: string | undefined;
}

/** Asks over HTTPS, which `fetch` cannot with an authority or a certificate of its own. */
export function askHttps(url: string, { ca, client, token, body, agent }: HttpsOptions): Promise<HttpsAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    const secrets = client ? { cert: client.cert, key: client.key } : {};
    const sent = request(url, { method, headers, ca, ...secrets, agent: agent ?? false }, (response) => {
      const name = (response.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined;
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.once('end', () => resolve({ status: response.statusCode, text, name }));
    });
    sent.once('error', reject).end(body);
  });
}
