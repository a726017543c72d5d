import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly small?: boolean;
}

export function Button({
  kind = 'plain',
  icon,
  small,
  className = '',
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const names = `${styles.button} ${styles[kind]} ${small ? styles.small : ''} ${className}`;
  return (
    <button type={type} className={names} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  readonly icon: IconName;
  /** What it does: read out, and shown by the pointer. */
  readonly label: string;
}

/** A button that shows an icon alone. */
export function IconButton({ icon, label, className = '', type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} className={`${styles.icon} ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
