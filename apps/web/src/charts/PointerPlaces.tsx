import { Line } from 'recharts';

/** Draws nothing: it gives pointer and arrow keys a place at every point of the data, also where no mark is. */
export function PointerPlaces() {
  return (
    <Line
      dataKey="at"
      stroke="transparent"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
      legendType="none"
    />
  );
}
