import { Badge } from '@mantine/core';
import type { IconProps } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

/** A state in sign, colour and words: never in colour alone. Its words are not cut off. */
export function StateBadge({
  color,
  Icon,
  children,
}: {
  color: string;
  Icon: ComponentType<IconProps>;
  children: ReactNode;
}) {
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      leftSection={<Icon size={14} aria-hidden />}
      styles={{ root: { maxWidth: 'none' }, label: { overflow: 'visible' } }}
    >
      {children}
    </Badge>
  );
}
