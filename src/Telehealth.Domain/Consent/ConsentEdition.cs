using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Telehealth.Domain.Consent;

/// <summary>One edition of the consent in all its languages. Once shown it is never edited: a change is a new edition.</summary>
public sealed record ConsentEdition(string Version, FrozenDictionary<string, ConsentWording> Languages);

/// <param name="States">A paragraph more where a state's rules ask for it, by USPS code.</param>
public sealed record ConsentWording(string Title, ImmutableArray<string> Paragraphs, FrozenDictionary<string, string> States);
