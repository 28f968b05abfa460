/** Sends the one form that is only on its way to another house. Who comes back to the page finds its button and is not sent off again. */
const [visit] = performance.getEntriesByType('navigation');
const isBack = visit instanceof PerformanceNavigationTiming && visit.type === 'back_forward';
const form = document.querySelector<HTMLFormElement>('form[data-sends-itself]');
if (form && !isBack) setTimeout(() => form.submit(), Number(form.dataset.sendsAfter ?? 0) * 1000);
