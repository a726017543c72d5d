import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { guideText, quoted } from './guide.ts';

it.each(['plain', 'two words', `user: "a" and not 'b'`, String.raw`system\:node\:*`, '$(id) `id` !x', ''])(
  'a shell reads %j as it was meant',
  (word) => {
    expect(spawnSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' }).stdout).toBe(word);
  },
);

it('says where the demo is and what to try', () => {
  const text = guideText({
    url: 'http://127.0.0.1:7400',
    token: 'vba_x',
    clusters: [
      {
        name: 'prod',
        about: 'something happened',
        suggestions: [{ title: 'Busy?', command: ['top', 'verb', 'code >= 400'] }],
      },
      { name: 'staging', about: 'quiet', suggestions: [] },
    ],
    hours: 6,
    events: 123_456,
  });
  expect(text).toContain('123,456 events of the last 6 hours on 2 clusters');
  expect(text).toContain('\n  prod     something happened\n  staging  quiet\n');
  expect(text).toContain('\n  export VERBATIM_TOKEN=vba_x\n');
  expect(text).toContain("\n  # Busy?\n  npx verbatim top verb 'code >= 400'\n");
});
