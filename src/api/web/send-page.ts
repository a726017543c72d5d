import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from './headers.ts';
import { indexPage } from './index-page.ts';

const NONCE_BYTES = 16;

/** Answers with the page, as it was built into `root`. Throws NOT_FOUND where it was not. */
export async function sendPage(root: string, { headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const page = await indexPage(root, nonce);
  return reply
    .headers(pageHeaders(nonce, headers['sec-fetch-site'] !== undefined))
    .type('text/html; charset=utf-8')
    .send(page);
}
