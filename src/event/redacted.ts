/** The annotation that says what was taken out of an event. */
export const REDACTED = 'verbatim/redacted';

/** What stands in the place of a secret begins so. */
export const PLACEHOLDER = '[redacted';
