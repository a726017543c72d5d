import { Page } from '../../ui/page.tsx';

export function ActorPage() {
  return <Page title="Actor">{null}</Page>;
}
