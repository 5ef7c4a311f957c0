/** Stands among the recipients for nobody but the writer, who can always open what they sealed. No contact has this id. */
export const onlyMe = 'me';

/** The contacts among the recipients. */
export const contactsOf = (to: readonly string[]): readonly string[] => to.filter((id) => id !== onlyMe);
