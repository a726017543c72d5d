import type { ConnectAnswer } from '../../../../src/api/contract.ts';
import { CodeBlock } from './code-block.tsx';
import { isLoopback } from './loopback.ts';
import { WhyNot } from './why-not.tsx';

/** What is to be done on a cluster, in the words of `verbatim cluster connect`. */
export function ConnectSteps({ answer }: { readonly answer: ConnectAnswer }) {
  const { server, steps } = answer;
  return (
    <>
      {isLoopback(server) && (
        <WhyNot
          why={`${server} is reached from this machine only. Say above where the cluster reaches Verbatim, unless it runs here.`}
        />
      )}
      <CodeBlock what={`the steps for ${answer.for}`} text={steps} />
    </>
  );
}
