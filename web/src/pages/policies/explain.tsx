import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ExplainAnswer, ExplainRequest } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { BROKEN } from './broken.ts';
import styles from './explain.module.css';
import { ExplainForm } from './explain-form.tsx';
import { Explanation } from './explanation.tsx';
import { PickEvent } from './pick-event.tsx';
import type { Address, ChangeAddress } from './use-address.ts';
import { useDebounced } from './use-debounced.ts';

interface ExplainProps {
  readonly text: string;
  /** The policy has errors: nothing can be asked about it. */
  readonly isBroken: boolean;
  /** It is known whether this text has errors: one that has is not asked about. */
  readonly isChecked: boolean;
  readonly address: Address;
  readonly change: ChangeAddress;
  readonly onGoTo: (line: number) => void;
  /** Told where the rule stands that decides; `undefined`: none does. */
  readonly onDecided: (line: number | undefined) => void;
}

/** Long enough that a word is written to its end, in milliseconds. */
const SETTLE_MS = 250;

/** Which rule decides about a request, and why the others do not. */
export function Explain({ text, isBroken, isChecked, address, change, onGoTo, onDecided }: ExplainProps) {
  const [isPicking, setPicking] = useState(false);
  const body = useDebounced(JSON.stringify(requestOf(text, address)), SETTLE_MS);
  const isAsked = !isBroken && Boolean(address.resource || address.path);
  const explained = useQuery({
    queryKey: ['policies', 'explain', body],
    queryFn: ({ signal }) => sendJson<ExplainAnswer>('POST', '/api/v1/policies/explain', JSON.parse(body), signal),
    enabled: isAsked && isChecked,
    placeholderData: keepPreviousData,
  });
  const decided = isAsked ? explained.data?.steps.find(({ matches }) => matches)?.line : undefined;
  useEffect(() => {
    onDecided(decided);
    return () => onDecided(undefined);
  }, [decided, onDecided]);
  return (
    <>
      <div className={styles.intro}>
        <p>Describe a request, or take one that was recorded.</p>
        <Button small icon="search" onClick={() => setPicking(true)}>
          Pick an event
        </Button>
      </div>
      <ExplainForm address={address} change={change} />
      {isAsked ? (
        <Answer of={explained}>{(answer) => <Explanation answer={answer} onGoTo={onGoTo} />}</Answer>
      ) : (
        <p className={styles.hint}>
          {isBroken ? BROKEN : 'Name a resource, such as secrets or pods/exec, or a path such as /healthz.'}
        </p>
      )}
      {isPicking && (
        <PickEvent
          onClose={() => setPicking(false)}
          onPick={(request) => {
            change(request);
            setPicking(false);
          }}
        />
      )}
    </>
  );
}

function requestOf(policy: string, address: Address): ExplainRequest {
  const { user, groups, verb, resource, apiGroup, namespace, name, path } = address;
  return {
    policy,
    ...(user ? { user } : {}),
    ...(groups
      ? {
          groups: groups
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        }
      : {}),
    ...(verb ? { verb } : {}),
    ...(resource ? { resource, ...(apiGroup ? { apiGroup } : {}) } : {}),
    ...(resource && namespace ? { namespace } : {}),
    ...(resource && name ? { name } : {}),
    ...(path && !resource ? { path } : {}),
  };
}
