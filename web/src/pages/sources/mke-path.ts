/** Where MKE has it, too: what is written for MKE works with Verbatim. */
export const MKE_PATH = '/api/ucp/config/logging';
export const MKE_QUERY = ['mke-logging'];
