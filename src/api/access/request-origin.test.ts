import { expect, test } from 'vitest';
import { requestOrigin } from './request-origin.ts';

const HOST = 'audit.example.com:7400';
const OWN = `http://${HOST}`;

test.each([
  // What a browser says of itself decides.
  ['GET', { 'sec-fetch-site': 'same-origin' }, 'same'],
  ['POST', { 'sec-fetch-site': 'same-origin' }, 'same'],
  ['POST', { 'sec-fetch-site': 'same-origin', origin: 'https://proxy.example.com' }, 'same'],
  ['GET', { 'sec-fetch-site': 'same-site' }, 'other'],
  ['GET', { 'sec-fetch-site': 'cross-site' }, 'other'],
  ['GET', { 'sec-fetch-site': 'cross-site', origin: OWN }, 'other'],
  ['GET', { 'sec-fetch-site': '' }, 'other'],
  ['GET', { 'sec-fetch-site': 'same-origin, cross-site' }, 'other'],
  // A person typed the address.
  ['GET', { 'sec-fetch-site': 'none' }, 'same'],
  ['HEAD', { 'sec-fetch-site': 'none' }, 'same'],
  ['DELETE', { 'sec-fetch-site': 'none' }, 'other'],
  // It says nothing of itself: which page is it?
  ['POST', { origin: OWN }, 'same'],
  ['POST', { origin: OWN.toUpperCase() }, 'same'],
  ['POST', { origin: `https://${HOST}` }, 'same'],
  ['POST', { origin: 'http://audit.example.com' }, 'other'],
  ['POST', { origin: 'http://audit.example.com:7401' }, 'other'],
  ['POST', { origin: 'http://evil.example.com:7400' }, 'other'],
  ['POST', { origin: `http://${HOST}.evil.example.com` }, 'other'],
  ['POST', { origin: `http://evil@${HOST}:1` }, 'other'],
  ['POST', { origin: 'null' }, 'other'],
  ['POST', { origin: '' }, 'other'],
  ['GET', { referer: `${OWN}/explore?query=verb%3Aget` }, 'same'],
  ['GET', { referer: `http://evil.example.com/${OWN}` }, 'other'],
  ['GET', { origin: 'http://evil.example.com', referer: OWN }, 'other'],
  // A program, or a browser that was told to say nothing.
  ['GET', {}, 'unsaid'],
  ['POST', {}, 'unsaid'],
  ['POST', { referer: OWN }, 'unsaid'],
])('%s %j is of %s', (method, headers, origin) => {
  expect(requestOrigin({ method, headers, host: HOST })).toBe(origin);
});

test('a port that is its scheme’s own may be left out', () => {
  const headers = { origin: 'https://audit.example.com' };
  expect(requestOrigin({ method: 'POST', headers, host: 'audit.example.com' })).toBe('same');
});

test('a request without a host has no origin that is the same', () => {
  expect(requestOrigin({ method: 'POST', headers: { origin: 'file://' }, host: '' })).toBe('other');
});
