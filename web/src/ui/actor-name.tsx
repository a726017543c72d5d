import { Link } from '@tanstack/react-router';
import { isLinkable } from './linkable.ts';
import { Text } from './text.tsx';

/** Who acted, in running text: the whole name, which may be broken; leads to what they do. In lists: `ActorLink`. */
export function ActorName({ name }: { readonly name: string }) {
  if (name === '') return <>someone</>;
  if (!isLinkable(name)) return <Text value={name} />;
  return (
    <Link to="/actors/$name" params={{ name }}>
      <Text value={name} />
    </Link>
  );
}
