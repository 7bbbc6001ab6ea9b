import { HtmlValidate } from 'html-validate/node'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // the templates' own layout
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-quotes': 'off',
    'long-title': 'off',
    'no-raw-characters': 'off',
    // our titles and headings are Chinese
    'text-content': 'off',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
  },
})

/** What a maintained validator has to say against a page, one line a trouble. */
export async function htmlTroubles(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
  )
}
