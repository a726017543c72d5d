export const TOKENS_PATH = '/api/v1/tokens';
export const TOKENS_QUERY = ['tokens'];
