import catalogue from './texts.json';

type Catalogue = typeof catalogue;

/** What a patient is told about. Several reasons come to one: whether a license is suspended or was never there is not the patient's to hear. */
export type Topic = keyof Catalogue['texts']['en'];

/** Every reason code of the server. `null`: it only informs, and never keeps a patient out. */
export const topics = catalogue.topics as Record<string, Topic | null>;

/** These follow from a place that the clinic does not serve at all, and would only confuse beside it. */
export const ofClinician = catalogue.ofClinician as readonly Topic[];
