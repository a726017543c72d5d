import { Page } from '../../ui/page.tsx';

export function ExplorePage() {
  return <Page title="Explore">{null}</Page>;
}
