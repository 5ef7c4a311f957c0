import { useMemo } from 'preact/hooks';
import encodeQR from 'qr';

interface QrCodeProps {
  readonly text: string;
  /** What the picture is, for those who do not see it. */
  readonly label: string;
}

/** A QR code, dark on white in every colour scheme, since cameras want it so. */
export const QrCode = ({ text, label }: QrCodeProps) => {
  const { size, path } = useMemo(() => drawModules(encodeQR(text, 'raw', { border: 2 })), [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="qr-paper" d={`M0 0h${size}v${size}H0z`} />
      <path class="qr-ink" d={path} />
    </svg>
  );
};

/** One square for every dark module. */
const drawModules = (rows: readonly (readonly boolean[])[]): { readonly size: number; readonly path: string } => ({
  size: rows.length,
  path: rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''),
});
