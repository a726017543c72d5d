import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { NewSearch, Search, SearchesAnswer } from '../../../../../src/api/contract.ts';
import { getJson, sendJson } from '../../../api/client.ts';
import { formatSearch, parseSearch } from '../../../app/search.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ErrorBox } from '../../../ui/error-box.tsx';
import { announce } from '../../../ui/live-messages.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Text } from '../../../ui/text.tsx';
import { type ExploreState, writeState } from '../state.ts';
import styles from './saved.module.css';

const SEARCHES = '/api/v1/searches';
const KEY = ['searches'];

/** Searches that are kept on the server: this one can be saved, others opened. */
export function SavedSearches({ state }: { readonly state: ExploreState }) {
  return (
    <Popover
      placement="bottom-end"
      button={(props) => (
        <Button small kind="quiet" icon="save" {...props}>
          Saved
        </Button>
      )}
    >
      {(close) => <Panel state={state} close={close} />}
    </Popover>
  );
}

function Panel({ state, close }: { readonly state: ExploreState; close(): void }) {
  const client = useQueryClient();
  const searches = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<SearchesAnswer>(SEARCHES, {}, signal),
  });
  const changed = () => client.invalidateQueries({ queryKey: KEY });
  const save = useMutation({
    mutationFn: (search: NewSearch) => sendJson<Search>('POST', SEARCHES, search),
    onSuccess: ({ name }) => {
      announce(`Saved “${name}”.`);
      return changed();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: Search) => sendJson('DELETE', `${SEARCHES}/${encodeURIComponent(id)}`),
    onSuccess: changed,
  });
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = formatSearch(writeState({ ...state, open: undefined })).slice(1);
    save.mutate({ name: name.trim(), state: given }, { onSuccess: () => setName('') });
  };
  return (
    <div className={styles.panel}>
      <form onSubmit={submit} className={styles.form}>
        <label className={styles.name}>
          Save this search as
          <input value={name} maxLength={200} required onChange={(event) => setName(event.target.value)} />
        </label>
        <Button type="submit" kind="primary" disabled={name.trim() === '' || save.isPending}>
          Save
        </Button>
      </form>
      {save.error && <ErrorBox error={save.error} />}
      {remove.error && <ErrorBox error={remove.error} />}
      <Answer of={searches}>
        {({ searches: all }) =>
          all.length === 0 ? (
            <p className={styles.none}>Searches that you save are listed here, on every computer where you sign in.</p>
          ) : (
            <ul className={styles.list}>
              {all.map((one) => (
                <li key={one.id}>
                  <Link to="/explore" search={parseSearch(one.state)} onClick={close}>
                    <Text value={one.name} max={100} />
                  </Link>
                  <IconButton icon="trash" label={`Remove ${one.name}`} onClick={() => remove.mutate(one)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </div>
  );
}
