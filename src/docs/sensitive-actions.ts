import { SENSITIVE_ACTIONS, type SensitiveAction } from '../query/sensitive-actions.ts';
import { generatedBy, page } from './markdown.ts';

/** `docs/reference/sensitive-actions.md`: what the overview counts, each as a query. */
export function sensitiveActionsPage(): string {
  return page([
    generatedBy('src/query/sensitive-actions.ts'),
    '# Sensitive actions',
    'What is rarely done and worth knowing of. The overview counts them, now and in the span before; `GET /api/v1/sensitive-actions` gives the same list, and `POST /api/v1/counts` counts by these and any other queries in one question. Whatever the platform does to itself all the time is left out: controllers and operators in `kube-system` and in OpenShift’s own namespaces.',
    ...SENSITIVE_ACTIONS.flatMap(sectionOf),
  ]);
}

function sectionOf({ name, title, why, query, platforms }: SensitiveAction): string[] {
  return [`## ${title}`, why, `\`${name}\`, on ${platforms.join(', ')}:`, `\`\`\`kql\n${query}\n\`\`\``];
}
