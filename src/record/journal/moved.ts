/** How often something moved in a film, for its row. */
import { readRow, rowsOf } from './lines';
import { openMovements } from './movements';

/** Empty where nobody looked, and where the journal cannot be read: then it is as if nobody had. */
export async function movementsIn(journal: AsyncIterable<string>): Promise<{ readonly movements?: number }> {
  const movements = openMovements();
  let hasLooked = false;
  try {
    for await (const rows of rowsOf(journal)) {
      for (const row of rows) {
        const line = readRow(row);
        if (!line || 'markedAt' in line || line.filmMs === undefined || line.movement === undefined) continue;
        hasLooked = true;
        movements.add(line.filmMs, line.movement);
      }
    }
  } catch {
    return {};
  }
  return hasLooked ? { movements: movements.list().length } : {};
}
