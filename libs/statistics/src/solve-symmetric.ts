/**
 * Solves M·x = b for a symmetric positive definite matrix by Cholesky's decomposition (G. H. Golub & C. F. Van
 * Loan, Matrix Computations, §4.2). Null where M is singular to rounding. Inputs are left as they are.
 */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const n = right.length;
  const factor: number[][] = [];
  const dot = (row: readonly number[], other: readonly number[], length: number) => {
    let total = 0;
    for (let i = 0; i < length; i++) total += row[i]! * other[i]!;
    return total;
  };
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < i; j++) row.push((matrix[i]![j]! - dot(row, factor[j]!, j)) / factor[j]![j]!);
    const pivot = matrix[i]![i]! - dot(row, row, i);
    if (!(pivot > 1e-12 * matrix[i]![i]!)) return null;
    row.push(Math.sqrt(pivot));
    factor.push(row);
  }
  const forward: number[] = [];
  for (let i = 0; i < n; i++) forward.push((right[i]! - dot(factor[i]!, forward, i)) / factor[i]![i]!);
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = forward[i]!;
    for (let j = i + 1; j < n; j++) rest -= factor[j]![i]! * solution[j]!;
    solution[i] = rest / factor[i]![i]!;
  }
  return solution;
}
