/** The most characters of a Worker's or Task's attributes as they are sent (documented; counted as UTF-16 units: A-70). */
export const MAX_ATTRIBUTES = 4_096;
