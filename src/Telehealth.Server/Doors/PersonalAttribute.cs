using Microsoft.Extensions.Compliance.Classification;

namespace Telehealth.Server.Doors;

/// <summary>Marks a value that identifies a person; the log erases it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class PersonalAttribute() : DataClassificationAttribute(new DataClassification("Telehealth", "Personal"));
