import { contactsRule } from './contacts-rule.ts';
import { identityRule } from './identity-rule.ts';
import { draftsRule, preferencesRule, signRule } from './small-rules.ts';
import type { TransferRule } from './transfer-rule.ts';

/** The stores of this room. Rooms with stores of their own add theirs. */
export const vaultRules: readonly TransferRule[] = [identityRule, contactsRule, preferencesRule, signRule, draftsRule];
