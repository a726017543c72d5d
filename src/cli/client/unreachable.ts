import { VerbatimError } from '../../errors.ts';

const NO_TLS = 'it does not speak TLS there; perhaps its address begins with http://';
const NOT_TRUSTED = 'its certificate is not trusted; name the file of its authority in VERBATIM_CA_FILE';

/** What a failed connection means and what to do, by the code of its cause. */
const HINTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known; check VERBATIM_URL',
  EAI_AGAIN: 'its name cannot be looked up now; check VERBATIM_URL and the network',
  ECONNRESET: 'it closed the connection',
  ETIMEDOUT: 'it did not answer in time',
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for other names; use one of them in VERBATIM_URL',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_SIGNATURE_FAILURE: NOT_TRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
};

/** The error of a connection that failed, with `reason` in the context: the code of its cause. */
export function unreachable(url: URL, error: unknown): VerbatimError {
  const reason = causeCode(error);
  const address = url.href.replace(/\/$/, '');
  if (reason === 'ECONNREFUSED') {
    const detail = `There is no server at ${address}; start one with \`verbatim serve\` or set VERBATIM_URL.`;
    return new VerbatimError('SERVER_UNREACHABLE', detail, { reason, cause: error });
  }
  const detail = `The server at ${address} cannot be reached: ${HINTS[reason] ?? messageOf(error)}.`;
  return new VerbatimError('SERVER_UNREACHABLE', detail, { reason, cause: error });
}

function causeCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return '';
}

/** Only what the network says: an error without a cause is about the request, and quotes what is in it. */
function messageOf(error: unknown): string {
  let message = 'the request cannot be sent';
  for (let at = error; at instanceof Error && at.cause instanceof Error; at = at.cause) message = at.cause.message;
  return message;
}
