/**
 * The name of the keeper's port: plaintext travels here, straight between a view and the keeper, never through the
 * background. In a file of its own: who only calls has no use for what the commands are checked with.
 */
export const keeperPortName = 'keeper';
