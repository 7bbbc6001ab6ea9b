/** Cache tag of every page that shows the catalogue or how it is kept. */
export const CATALOGUE_TAG = 'catalogue'
