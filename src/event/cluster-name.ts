/** A cluster's name goes into paths. */
export const CLUSTER_NAME_PATTERN = '^(?=[a-z0-9])[-a-z0-9.]{0,62}[a-z0-9]$';
export const CLUSTER_NAME_RULE = 'Lower-case letters, digits, - and ., at most 63, a letter or digit first and last.';
