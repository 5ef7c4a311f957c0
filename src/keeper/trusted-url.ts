interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => unknown };
}

/**
 * Our pages require Trusted Types, so a script that is started by its address goes through a policy that knows that
 * address and no other.
 */
export const trustedScriptUrl = (path: '/keeper-worker.js' | '/file-worker.js' | '/stretch-worker.js'): string => {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined) return path;
  const createScriptURL = (url: string): string => {
    if (url !== path) throw new TypeError('not a script of the keeper');
    return url;
  };
  return types.createPolicy('keeper', { createScriptURL }).createScriptURL(path) as string;
};
