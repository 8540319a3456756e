/** The likely cause of a difference, by name, and what to do about it. */
export interface Diagnosis {
  id: string;
  text: string;
}
