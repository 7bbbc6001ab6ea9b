/** fileUpload({ name: 'file', label: '年度报告文件', form, accept: ['.docx', '.pdf'], hint: '不超过20 MB' }) */
import { attributes, html, joined, type Html } from '../html.ts'
import { fieldParts, formGroup, type FieldProps } from './field.ts'

export interface FileUploadProps extends FieldProps {
  readonly accept?: readonly string[]
  readonly multiple?: boolean
}

/** The form around it needs `enctype="multipart/form-data"`: `form({ …, files: true })`. */
export function fileUpload(props: FileUploadProps): Html {
  const { control, invalid } = fieldParts(props)
  return formGroup(
    props,
    html`<input
      class="${joined('govuk-file-upload', invalid && 'govuk-file-upload--error')}"
      type="file"
      ${control}${attributes({ accept: props.accept?.join(','), multiple: props.multiple })}
    />`,
  )
}
