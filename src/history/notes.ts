/** What a reader should know about a change or a state, by its code. */
export const NOTES = {
  level: 'Its body was not recorded: the audit level was too low to know what changed.',
  truncated: 'Its bodies were left out because the event was too large.',
  redacted: 'Values were taken out before it was kept; whether these changed is not known.',
  'as-sent': 'Only what the client sent is recorded; what the server filled in is not known.',
  'no-earlier-body': 'What it was before is not recorded, so what changed is not known; from here on the body is.',
  'patch-kind': 'The kind of the patch is not recorded; it was read as Kubernetes reads such patches mostly.',
  'patch-misfit': 'The patch does not fit what is known of the object; other changes before it were not recorded.',
  'apply-takes-away': 'Fields that this apply no longer names may have been removed; only the answer would tell.',
  'includes-earlier': 'Changes before it were recorded without their content; some differences may be theirs.',
  'other-object': 'It has another uid than before: it was deleted and created again in between.',
  'unseen-creation': 'It was deleted before; that it was created again is not recorded.',
  unrecorded: 'It was found different from what is recorded; who changed it is not recorded.',
  possible: 'Whether this object was among those deleted is not recorded.',
  likely: 'It was most likely among those deleted.',
  ending: 'How the request ended is not recorded.',
} as const;

export type NoteCode = keyof typeof NOTES;

export interface Note {
  readonly code: NoteCode;
  readonly detail: string;
}

/** `names` says what the note is about, where that can be named. */
export function note(code: NoteCode, names: readonly string[] = []): Note {
  return { code, detail: names.length === 0 ? NOTES[code] : `${NOTES[code].slice(0, -1)}: ${names.join(', ')}.` };
}
