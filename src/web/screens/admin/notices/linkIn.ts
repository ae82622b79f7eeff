/** The join link of a shown message, as a path: the page is open on the same server already. */
export const linkIn = (text: string) => /\/join\/[\w-]+/.exec(text)?.[0];
