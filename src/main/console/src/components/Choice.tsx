interface Props {
  label: string;
  testId: string;
  value: string;
  options: [value: string, text: string][];
  onChange: (value: string) => void;
}

/** A labelled choice of one in a few. */
export function Choice({ label, testId, value, options, onChange }: Props) {
  return (
    <label className="picker">
      {label}
      <select data-testid={testId} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
