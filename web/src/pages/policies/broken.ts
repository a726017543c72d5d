/** Why a policy cannot be tried. */
export const BROKEN = 'The policy has errors, which the findings tell: mend them first.';
