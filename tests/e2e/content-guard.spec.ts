import { expect, test } from '../fixtures.ts';
import { removableCommitment } from './removable.ts';

test.use({ javaScriptEnabled: false });

test('a file pasted into a text is refused, an address warned about with the text kept', async ({
	organisation,
	person,
	signIn,
	page
}) => {
	const ministry = await organisation({ kind: 'government' });
	const reference = await removableCommitment(ministry, 'A programme.');
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	await page.goto(`/en/workspace/commitments/${reference}/discussion`);
	const comment = page.getByLabel('Your comment');
	const add = page.getByRole('button', { name: 'Add the comment' });

	await comment.fill('![it](data:image/png;base64,iVBORw0KGgo=)');
	await add.click();
	await expect(page.getByRole('alert')).toContainText('A file was pasted into this text');
	await expect(comment).toHaveValue(/data:image/);

	const said = 'Ask jane.doe@example.org about it.';
	await comment.fill(said);
	await add.click();
	await expect(page.getByRole('alert')).toContainText('looks like a person’s');
	await expect(comment).toHaveValue(said);
	await page.getByRole('checkbox', { name: 'It is the address of a public office' }).check();
	await add.click();
	await expect(page.getByText(said)).toBeVisible();
	await expect(page.getByRole('alert')).toHaveCount(0);
});
